import "@fontsource-variable/inter/wght.css";
import "./styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openSession } from "./api/session.ts";
import { App } from "./app.tsx";

/**
 * The pages of Golden Hour. What for: to look at what the server holds and runs. What in: the server's answers and its
 * numbered streams. What out: pictures, tables and sentences in the reader's language; the commands of a reader. What
 * never: a request to another machine, a number of its own, markup made from a text.
 */
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
await openSession();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
