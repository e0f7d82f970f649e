import hooks from "eslint-plugin-react-hooks";
import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

const features = readdirSync(new URL("src/features", import.meta.url));

/// app → features → shared. A feature sees itself and shared; shared sees only itself.
const forbid = (files, folders, message) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { group: folders, message },
          { group: ["../../*"], message: "Use @/ for another folder." },
        ],
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ["dist", "node_modules"] },
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
    },
  },
  { files: ["*.config.*"], rules: { "no-restricted-exports": "off" } },
  forbid(["src/shared/**"], ["@/features/*", "@/app/*"], "shared knows neither features nor app."),
  ...features.map((feature) =>
    forbid(
      [`src/features/${feature}/**`],
      [
        "@/app/*",
        ...features.filter((other) => other !== feature).map((other) => `@/features/${other}/*`),
      ],
      "Features meet in app only.",
    ),
  ),
);
