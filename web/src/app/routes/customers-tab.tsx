import styles from "@/app/routes/customers-tab.module.css";
import { useResults } from "@/app/routes/prediction";
import { CustomerList } from "@/features/customers/customer-list";
import { tellsNothing } from "@/shared/api/metrics";
import { Notice } from "@/shared/ui/notice";

export function CustomersTab() {
  const { id, metrics } = useResults();
  return (
    <div className={styles.customers}>
      {tellsNothing(metrics) && (
        <Notice tone="wary" title="The order and the reasons of this list mean nothing">
          <p>{metrics.verdict?.sentence}</p>
        </Notice>
      )}
      <CustomerList predictionId={id} />
    </div>
  );
}
