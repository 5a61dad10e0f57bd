/** Where the page shows a text: `#/book/7.4-locks/README#a-race`. */
export function bookAddress(path: string, anchor = ""): string {
  return `#/book/${path}${
    anchor === "" ? "" : `#${encodeURIComponent(anchor)}`
  }`;
}
