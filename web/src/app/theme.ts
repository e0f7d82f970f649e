import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const pine: MantineColorsTuple = [
  "#eaf5f2",
  "#d3e8e2",
  "#a8d3c8",
  "#7bc3b2",
  "#52ab98",
  "#2f8e7b",
  "#187666",
  "#0b5d51",
  "#094c42",
  "#063a33",
];
const rust: MantineColorsTuple = [
  "#fdf0ea",
  "#f9e0d5",
  "#f2bfa8",
  "#f0986f",
  "#dd7145",
  "#c65527",
  "#a93c14",
  "#943411",
  "#7a2b0f",
  "#5f210b",
];

export const theme = createTheme({
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { pine, rust },
  defaultRadius: "md",
  radius: { md: "8px" },
  focusRing: "auto",
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: "650" },
  cursorType: "pointer",
});

const surfaces = {
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-soft)",
  "--mantine-color-placeholder": "var(--ink-soft)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-default-hover": "var(--hover)",
};

/// Mantine's own surfaces in the page's colours (theme.css).
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: surfaces,
  // Mantine's own greys are cold beside these: what its fields take for ground and border.
  dark: {
    ...surfaces,
    "--mantine-color-dark-6": "var(--sunken)",
    "--mantine-color-dark-4": "var(--line-strong)",
  },
});
