import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// What Mantine asks of a browser and jsdom lacks.
if (typeof window !== "undefined") {
  Object.assign(window, {
    matchMedia: (query: string) => ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }),
    scrollTo: () => undefined,
    ResizeObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  });
  Element.prototype.scrollIntoView = () => undefined;
}

// Nothing here is about speed: a busy machine must not fail a test.
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);
