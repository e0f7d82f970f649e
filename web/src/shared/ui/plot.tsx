import { useElementSize } from "@mantine/hooks";
import type { ReactNode } from "react";

import styles from "@/shared/ui/plot.module.css";

interface PlotProps {
  /// What the picture shows, in a sentence: for whoever does not see it.
  label: string;
  height: number;
  /// Draws for a width in pixels, so that letters keep their size.
  children(width: number): ReactNode;
}

const widthBeforeMeasured = 480;

/// A picture drawn by hand in SVG, as wide as its place.
export function Plot({ label, height, children }: PlotProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const drawn = width > 0 ? width : widthBeforeMeasured;
  return (
    <div ref={ref} className={styles.plot}>
      <svg
        role="img"
        aria-label={label}
        width={drawn}
        height={height}
        viewBox={`0 0 ${String(drawn)} ${String(height)}`}
      >
        {children(drawn)}
      </svg>
    </div>
  );
}

interface NumbersProps {
  heads: string[];
  rows: string[][];
}

/// The numbers of a picture as a table, folded away.
export function Numbers({ heads, rows }: NumbersProps) {
  return (
    <details className={styles.numbers}>
      <summary>The numbers</summary>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {row.map((cell, index) => (
                <td key={heads[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
