import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

import { CustomerFilters } from "@/features/customers/customer-filters";
import styles from "@/features/customers/customer-list.module.css";
import { CustomerTable } from "@/features/customers/customer-table";
import { lastPage, pageSize, useCustomersView } from "@/features/customers/customers-view";
import { useCustomers } from "@/features/customers/get-customers";
import { Pages } from "@/features/customers/pages";
import { asProblem } from "@/shared/api/problem";
import { counted } from "@/shared/format/numbers";
import { Loading } from "@/shared/ui/loading";
import { OddsNote, PointsNote } from "@/shared/ui/odds-note";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// The customers of a prediction: filters, order and page in the address.
export function CustomerList({ predictionId }: { predictionId: string }) {
  const { view, change } = useCustomersView();
  const { search } = useLocation();
  const { data, error, isPlaceholderData } = useCustomers(predictionId, view);
  const top = useRef<HTMLDivElement>(null);
  const last = data && !isPlaceholderData ? lastPage(data.count) : Infinity;
  const beyond = view.page > last;
  useEffect(() => {
    if (beyond) change({ page: last }, { replace: true });
  }, [beyond, last, change]);
  const pages = data && data.count > pageSize && (
    <Pages
      page={view.page}
      all={data.count}
      onPage={(page) => {
        change({ page });
        top.current?.scrollIntoView();
      }}
    />
  );
  return (
    <div className={styles.list} ref={top}>
      <CustomerFilters view={view} onChange={change} />
      {error && <ProblemNotice problem={asProblem(error)} />}
      {((!data && !error) || beyond) && <Loading what="the customers" lines={8} />}
      {data && !beyond && (
        <>
          <div className={styles.above}>
            <p role="status">{counted(data.count, "customer")}</p>
            <p className={styles.note}>
              {data.customers[0]?.risk_points === undefined ? <OddsNote /> : <PointsNote />}
            </p>
          </div>
          {data.customers.length > 0 && (
            <div className={styles.card} aria-busy={isPlaceholderData}>
              <CustomerTable
                customers={data.customers}
                sort={view.sort}
                onSort={(sort) => {
                  change({ sort });
                }}
                linkTo={({ row }) =>
                  `/predictions/${predictionId}/customers/${String(row)}${search}`
                }
              />
            </div>
          )}
          {data.customers.length === 0 && (
            <p className={styles.none}>No customer fits these filters.</p>
          )}
          {pages}
        </>
      )}
    </div>
  );
}
