import { Link } from "react-router";

import { PageHeading } from "@/shared/ui/page-heading";

export function NotFoundRoute() {
  return (
    <>
      <PageHeading title="There is no such page" />
      <p>
        The address may be mistyped, or what it showed was deleted.{" "}
        <Link to="/predictions">See all predictions</Link>
      </p>
    </>
  );
}
