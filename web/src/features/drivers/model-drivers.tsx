import { Button } from "@mantine/core";
import { useState } from "react";

import { Drivers } from "@/features/drivers/drivers";
import { useShapes } from "@/features/drivers/get-shapes";
import styles from "@/features/drivers/drivers.module.css";
import { asProblem } from "@/shared/api/problem";
import { Loading } from "@/shared/ui/loading";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// A model's curves, as they were where it was learned; read from its file once they are wanted.
export function ModelDrivers({ modelId }: { modelId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.ofModel}>
      <Button
        variant="default"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? "Hide its curves" : "Show how each column moves the risk"}
      </Button>
      {open && <Curves modelId={modelId} />}
    </div>
  );
}

function Curves({ modelId }: { modelId: string }) {
  const { data: shapes, error } = useShapes(modelId);
  if (error) return <ProblemNotice problem={asProblem(error)} />;
  if (shapes === undefined) return <Loading what="the curves" lines={6} />;
  return <Drivers shapes={shapes} importance={null} chance={false} />;
}
