/** Files of the site, by the paths that the page fetches them by. */
export type SiteFiles = Map<string, string | Uint8Array>;
