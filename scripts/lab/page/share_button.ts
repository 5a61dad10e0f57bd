import { announce, h } from "./dom.ts";
import { addressOf } from "./route.ts";
import { pack, type Shared } from "./share.ts";

/** Makes a link to code and schedule, and copies it; or shows it to be copied. */
export async function copyLink(shared: Shared): Promise<void> {
  const { origin, pathname } = location;
  const data = await pack(shared);
  const link = `${origin}${pathname}${addressOf({ page: "shared", data })}`;
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    isCopied = false;
  }
  const field = h("input", {
    readonly: true,
    value: link,
    "aria-label": "The link",
    class: "link",
  });
  const dialog = h(
    "dialog",
    { "aria-labelledby": "link-title", onclose: () => dialog.remove() },
    h("h2", { id: "link-title" }, isCopied ? "Link copied" : "Copy this link"),
    h(
      "p",
      {},
      "It holds your code and the schedule. Nothing is sent anywhere until you send it.",
    ),
    isLocal(location.hostname) && h(
      "p",
      {},
      "It leads to this machine. Whoever gets it opens it in a lab of their own: what begins with ",
      h("code", {}, "#/shared/"),
      " fits behind the address of any.",
    ),
    field,
    h(
      "form",
      { method: "dialog" },
      h("button", { class: "primary" }, "Close"),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  field.select();
  announce(isCopied ? "The link is copied." : "Copy the link.");
}

/** Whether an address leads to nothing but the machine that it is opened on. */
function isLocal(hostname: string): boolean {
  return hostname === "localhost" || hostname.startsWith("127.");
}
