import type { QueryClient } from "@tanstack/react-query";
import { createBrowserRouter, type RouteObject } from "react-router";

import { NotFoundRoute } from "@/app/routes/not-found";
import { SignInRoute } from "@/app/routes/sign-in";
import { BrokenPage, BrokenPart } from "@/app/broken-page";
import { Shell } from "@/app/shell";
import { WayInto } from "@/app/way-in";

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

export function createPageRouter(queries: QueryClient, link: string | null) {
  const way = new WayInto(queries, link);
  const signIn = {
    element: <SignInRoute />,
    errorElement: <BrokenPage />,
    hydrateFallbackElement: <></>,
    shouldRevalidate: () => false,
  };
  return createBrowserRouter([
    { ...signIn, path: "/sign-in", loader: ({ request }) => way.signIn(request.url) },
    { ...signIn, path: "/sign-in/return", loader: ({ request }) => way.finish(request.url) },
    {
      element: <Shell />,
      errorElement: <BrokenPage />,
      hydrateFallbackElement: <></>,
      loader: ({ request }) => way.enter(request.url),
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
