import { useResults } from "@/app/routes/prediction";
import { CustomerList } from "@/features/customers/customer-list";

export function CustomersTab() {
  return <CustomerList predictionId={useResults().id} />;
}
