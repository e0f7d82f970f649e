import { useResults } from "@/app/routes/prediction";
import { Figures } from "@/features/figures/figures";

export function FiguresTab() {
  return <Figures metrics={useResults().metrics} />;
}
