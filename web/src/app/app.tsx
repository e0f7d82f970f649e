import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { RouterProvider } from "react-router";

import { createPageRouter } from "@/app/router";
import { createQueries } from "@/app/queries";
import { theme, variables } from "@/app/theme";
import { signInPath } from "@/shared/session/return-path";

/// The nonce of this response's Content-Security-Policy, put into index.html by the server.
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}

interface AppProps {
  /// The secret of a one-time sign-in link, where the page was opened by one.
  link: string | null;
}

export function App({ link }: AppProps) {
  const [{ queries, router }] = useState(() => {
    const client = createQueries(() => {
      const { pathname, search } = pageRouter.state.location;
      void pageRouter.navigate(signInPath(pathname + search));
    });
    const pageRouter = createPageRouter(client, link);
    return { queries: client, router: pageRouter };
  });
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
