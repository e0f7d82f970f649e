import type { QueryClient } from "@tanstack/react-query";
import { createBrowserRouter, redirect, type RouteObject } from "react-router";

import { NotFoundRoute } from "@/app/routes/not-found";
import { SignInRoute } from "@/app/routes/sign-in";
import { BrokenPage, BrokenPart } from "@/app/broken-page";
import { Shell } from "@/app/shell";
import { startSession } from "@/features/session/start-session";
import { meQuery } from "@/shared/api/get-me";
import { ProblemError } from "@/shared/api/problem";

const pages: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import("@/app/routes/home")).HomeRoute }),
  },
  {
    path: "upload",
    lazy: async () => ({ Component: (await import("@/app/routes/upload")).UploadRoute }),
  },
  {
    path: "predictions",
    lazy: async () => ({
      Component: (await import("@/app/routes/predictions")).PredictionsRoute,
    }),
  },
  {
    path: "predictions/:id/again",
    lazy: async () => ({ Component: (await import("@/app/routes/again")).AgainRoute }),
  },
  {
    path: "predictions/:id",
    lazy: async () => ({
      Component: (await import("@/app/routes/prediction")).PredictionRoute,
    }),
    children: [
      {
        index: true,
        lazy: async () => ({
          Component: (await import("@/app/routes/prediction")).FirstTab,
        }),
      },
      {
        path: "customers",
        lazy: async () => ({
          Component: (await import("@/app/routes/customers-tab")).CustomersTab,
        }),
      },
      {
        path: "customers/:row",
        lazy: async () => ({
          Component: (await import("@/app/routes/customer")).CustomerRoute,
        }),
      },
      {
        path: "drivers",
        lazy: async () => ({
          Component: (await import("@/app/routes/drivers-tab")).DriversTab,
        }),
      },
      {
        path: "figures",
        lazy: async () => ({
          Component: (await import("@/app/routes/figures-tab")).FiguresTab,
        }),
      },
      {
        path: "data",
        lazy: async () => ({
          Component: (await import("@/app/routes/data-tab")).DataTab,
        }),
      },
    ],
  },
  {
    path: "models",
    lazy: async () => ({ Component: (await import("@/app/routes/models")).ModelsRoute }),
  },
  {
    path: "models/:id",
    lazy: async () => ({ Component: (await import("@/app/routes/model")).ModelRoute }),
  },
  {
    path: "uploads",
    lazy: async () => ({ Component: (await import("@/app/routes/uploads")).UploadsRoute }),
  },
  {
    path: "uploads/:id",
    lazy: async () => ({ Component: (await import("@/app/routes/stored-file")).StoredFileRoute }),
  },
  { path: "*", element: <NotFoundRoute /> },
];

async function openSession(queries: QueryClient, link: string | null) {
  try {
    if (link) await startSession(link);
    await queries.ensureQueryData(meQuery);
    return null;
  } catch (error) {
    const status = error instanceof ProblemError ? error.problem.status : 0;
    if (status === 401 || status === 403) return redirect(link ? "/sign-in?refused" : "/sign-in");
    throw error;
  }
}

export function createPageRouter(queries: QueryClient, link: string | null) {
  let unspent = link;
  const loader = () => {
    const secret = unspent;
    unspent = null;
    return openSession(queries, secret);
  };
  return createBrowserRouter([
    { path: "/sign-in", element: <SignInRoute />, errorElement: <BrokenPage /> },
    {
      element: <Shell />,
      errorElement: <BrokenPage />,
      hydrateFallbackElement: <></>,
      loader,
      shouldRevalidate: () => false,
      // A page that cannot be loaded leaves the navigation where it is.
      children: [
        {
          errorElement: <BrokenPart />,
          children: pages,
        },
      ],
    },
  ]);
}
