import { LevelBars } from "@/features/drivers/level-bars";
import { ShapeCurve } from "@/features/drivers/shape-curve";
import { addedWords, valueWords } from "@/features/drivers/words";
import type { Shape, Shapes } from "@/shared/api/metrics";
import { count, percent } from "@/shared/format/numbers";
import { Numbers } from "@/shared/ui/plot";
import { Section } from "@/shared/ui/section";

interface DriverCardProps {
  shape: Shape;
  share: number | undefined;
  unit: Shapes["unit"];
}

/// One column: its weight, its picture, its numbers.
export function DriverCard({ shape, share, unit }: DriverCardProps) {
  const weight = share === undefined ? "" : `${percent(share)} of what moves the scores. `;
  return (
    <Section title={shape.column} about={`${weight}${span(shape, unit)}`}>
      {shape.kind === "category" || shape.points.length === 1 ? (
        <LevelBars shape={shape} unit={unit} />
      ) : (
        shape.points.length > 1 && <ShapeCurve shape={shape} unit={unit} />
      )}
      {shape.missing && shape.kind !== "category" && shape.points.length > 1 && (
        <p>
          Empty in {count(shape.missing.rows)} rows: {addedWords(shape.missing.mean, unit)}
        </p>
      )}
      {shape.points.length > 0 && <ShapeNumbers shape={shape} unit={unit} />}
    </Section>
  );
}

/// The lowest and the highest point, in words.
function span({ kind, points, missing }: Shape, unit: Shapes["unit"]): string {
  if (kind === "absent") return "The file has no such column: it was read as empty.";
  const first = points[0];
  if (!first) return missing ? "Empty in every row." : "";
  const low = points.reduce((least, point) => (point.mean < least.mean ? point : least), first);
  const high = points.reduce((most, point) => (point.mean > most.mean ? point : most), first);
  if (low.mean === high.mean) return `${addedWords(low.mean, unit)} for every value.`;
  return `From ${addedWords(low.mean, unit)} at ${valueWords(low, kind)} to ${addedWords(high.mean, unit)} at ${valueWords(high, kind)}.`;
}

function ShapeNumbers({ shape, unit }: { shape: Shape; unit: Shapes["unit"] }) {
  const { kind, points, others, missing } = shape;
  const lines = [
    ...points.map((point) => ({ name: valueWords(point, kind), of: point })),
    ...(others ? [{ name: "all others", of: others }] : []),
    ...(missing ? [{ name: "empty", of: missing }] : []),
  ];
  return (
    <Numbers
      heads={["Value", "Mean", "Four of five", "Rows"]}
      rows={lines.map(({ name, of }) => [
        name,
        addedWords(of.mean, unit),
        `${addedWords(of.low, unit)} – ${addedWords(of.high, unit)}`,
        count(of.rows),
      ])}
    />
  );
}
