/// The secret of a one-time sign-in link (`/#link=SECRET`), taken out of the address at once so that
/// neither history nor a copied address holds it.
export function takeLink(page: Pick<Window, "location" | "history">): string | null {
  const found = /^#link=([\w-]+)$/.exec(page.location.hash);
  if (!found) return null;
  page.history.replaceState(page.history.state, "", page.location.pathname + page.location.search);
  return found[1] ?? null;
}
