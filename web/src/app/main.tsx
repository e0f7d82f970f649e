import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/VisuallyHidden.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ScrollArea.css";
import "@mantine/core/styles/Loader.css";
import "@mantine/core/styles/Group.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/ActionIcon.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/Progress.css";
import "@mantine/core/styles/Skeleton.css";
import "@/app/theme.css";

import { createRoot } from "react-dom/client";

import { App } from "@/app/app";
import { takeLink } from "@/features/session/take-link";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App link={takeLink(window)} />);

// A page that Back brings out of the browser's memory may show what somebody has signed out from.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) window.location.reload();
});

// A second link opened in this tab changes the fragment only: start anew with it.
window.addEventListener("hashchange", () => {
  if (window.location.hash.startsWith("#link=")) window.location.reload();
});
