/**
 * The operator's token, where the server listens on another address than loopback: it comes once, after the `#` of a link,
 * is exchanged for a cookie that scripts cannot read, and leaves the address bar at once.
 */
export async function openSession(): Promise<void> {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("token");
  if (token === null) return;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  await giveToken(token);
}

/** True where the server took it. */
export async function giveToken(token: string): Promise<boolean> {
  try {
    const answer = await fetch("/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
