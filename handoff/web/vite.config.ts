import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const service = process.env.RELAIS_DEV_SERVICE ?? "http://127.0.0.1:8000";

/** The pages (console and demo). The widget is built by build.mjs: a classic script, not a page. */
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    target: "es2022",
    // Scripts come from the service's own origin under a strict policy: nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        console: resolve(import.meta.dirname, "console/index.html"),
        demo: resolve(import.meta.dirname, "demo/index.html"),
      },
    },
  },
  server: {
    proxy: {
      "/api": { target: service, ws: true, headers: { origin: service } },
      "/ws": { target: service, ws: true },
      "/widget.js": service,
    },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "node",
    restoreMocks: true,
  },
});
