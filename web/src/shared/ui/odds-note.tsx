/// Says once on a page what "2.3×" means.
export function OddsNote() {
  return (
    <>
      <b>2.3×</b> beside a reason means: this value multiplies the odds of leaving by 2.3, compared
      with the average customer. Below 1× speaks for staying.
    </>
  );
}

/// The same for the points of a scorecard.
export function PointsNote() {
  return (
    <>
      <b>+25</b> beside a reason means: by a fixed scorecard this value adds 25 points. Points are
      no probabilities; they were not learned from your data.
    </>
  );
}
