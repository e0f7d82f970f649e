import react from "@vitejs/plugin-react";
import path from "node:path";
import { defineConfig } from "vitest/config";

const server = process.env.RETAINWISE_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": path.resolve(import.meta.dirname, "src") } },
  build: { assetsInlineLimit: 0, target: "es2022" },
  server: {
    // The server takes changes from its own origin only, so the proxy speaks in its name.
    proxy: { "/api": { target: server, changeOrigin: true, headers: { origin: server } } },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "*.test.ts"],
    testTimeout: 60_000,
    unstubGlobals: true,
    // One jsdom and one copy of the modules a worker: every test cleans up after itself.
    isolate: false,
  },
});
