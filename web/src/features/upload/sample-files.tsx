import { Button } from "@mantine/core";
import { useState } from "react";

import { getSample } from "@/features/upload/get-sample";
import { useSamples } from "@/features/upload/get-samples";
import styles from "@/features/upload/sample-files.module.css";
import { asProblem, type Problem } from "@/shared/api/problem";
import { bytes } from "@/shared/format/numbers";

interface SampleFilesProps {
  onFile(file: File): void;
  onProblem(problem: Problem): void;
}

/// The files that ship with the program, for a first look without data of one's own.
export function SampleFiles({ onFile, onProblem }: SampleFilesProps) {
  const samples = useSamples().data ?? [];
  const [opening, setOpening] = useState<string | null>(null);
  const open = async (name: string) => {
    setOpening(name);
    try {
      onFile(await getSample(name));
    } catch (error) {
      onProblem(asProblem(error));
    } finally {
      setOpening(null);
    }
  };
  if (samples.length === 0) return null;
  return (
    <div className={styles.samples}>
      <p className={styles.words}>No file at hand? Made-up customers of a subscription business:</p>
      {samples.map(({ name, file_size: size }) => (
        <Button
          key={name}
          variant="default"
          loading={opening === name}
          onClick={() => void open(name)}
        >
          Use the sample {name}
          <span className={styles.size}>{bytes(size)}</span>
        </Button>
      ))}
    </div>
  );
}
