import { useResults } from "@/app/routes/prediction";
import { ColumnsView } from "@/features/columns/columns-view";

export function DataTab() {
  return <ColumnsView metrics={useResults().metrics} />;
}
