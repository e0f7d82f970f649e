import { ModelList } from "@/features/models/model-list";
import { PageHeading } from "@/shared/ui/page-heading";

export function ModelsRoute() {
  return (
    <>
      <PageHeading title="Models" />
      <ModelList />
    </>
  );
}
