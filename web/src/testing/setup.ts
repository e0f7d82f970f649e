import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

import { setSession } from "@/shared/session/current-session";

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

if (typeof Blob !== "undefined" && !("arrayBuffer" in Blob.prototype)) {
  Object.assign(Blob.prototype, {
    arrayBuffer(this: Blob) {
      return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => {
          resolve(reader.result);
        };
        reader.onerror = () => {
          reject(reader.error ?? new Error("unreadable"));
        };
        reader.readAsArrayBuffer(this);
      });
    },
  });
}

// Nothing here is about speed: a busy machine must not fail a test.
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);
afterEach(() => {
  setSession();
});
