/** Parts of apps that depend on no prompt: real modules, checked and tested here, and copied where an app imports them. */
export interface BlockLibrary {
  /** Path in an app → text. Some stand in for files that are emitted; an emitted file wins. */
  files: ReadonlyMap<string, string>;
}
