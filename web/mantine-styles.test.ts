// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;

function sheet(component: string): string {
  return `@mantine/core/styles/${component}.css`;
}

/// The components that some file of the page takes from Mantine and that come with a style sheet of their own.
function styledComponents(): string[] {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const taken = files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      [
        ...readFileSync(join(root, "src", file), "utf8").matchAll(
          /import \{([^}]*)\} from "@mantine\/core"/g,
        ),
      ]
        .flatMap(([, names = ""]) => names.split(","))
        .map((name) => name.trim()),
    );
  return [...new Set(taken)].filter((name) => existsSync(join(root, "node_modules", sheet(name))));
}

test("each Mantine component on the page comes with its style sheet", () => {
  const entry = readFileSync(join(root, "src/app/main.tsx"), "utf8");
  const components = styledComponents();
  expect(components).toContain("Button");
  expect(components.filter((name) => !entry.includes(`"${sheet(name)}"`))).toEqual([]);
});
