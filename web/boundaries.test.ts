// @vitest-environment node
import { ESLint } from "eslint";
import { expect, test } from "vitest";

/// Which rules a file at `path` with this import would break.
async function broken(path: string, imported: string): Promise<(string | null)[]> {
  const eslint = new ESLint({ cwd: import.meta.dirname });
  const [result] = await eslint.lintText(`import { x } from "${imported}";\nx();\n`, {
    filePath: path,
  });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const forbidden = ["no-restricted-imports"];

test("a feature that imports another is caught", async () => {
  expect(await broken("src/features/upload/x.ts", "@/features/customers/customer")).toEqual(
    forbidden,
  );
  expect(await broken("src/features/upload/x.ts", "@/app/router")).toEqual(forbidden);
  expect(await broken("src/features/upload/x.ts", "../../features/customers/customer")).toEqual(
    forbidden,
  );
});

test("shared that knows a feature is caught", async () => {
  expect(await broken("src/shared/ui/x.ts", "@/features/customers/customer")).toEqual(forbidden);
});

test("the arrows that point down are free", async () => {
  expect(await broken("src/features/upload/x.ts", "@/features/upload/send-file")).toEqual([]);
  expect(await broken("src/features/upload/x.ts", "@/shared/ui/notice")).toEqual([]);
  expect(await broken("src/app/x.ts", "@/features/upload/choose-file")).toEqual([]);
});
