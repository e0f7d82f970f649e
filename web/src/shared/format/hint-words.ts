/// A hint of the API as the page says it: without the names of options, "(option: left_value)", for
/// which it has fields and buttons.
export function hintWords(hint: string): string {
  return hint.replaceAll(/ \(options?: [^)]*\)/g, "");
}
