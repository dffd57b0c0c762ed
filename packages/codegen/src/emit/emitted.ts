/** What an emitter contributes to an app: its own files, and what they import from the library and from npm. */
export interface Emitted {
  /** Path → text, not formatted yet. */
  files: Map<string, string>;
  /** Names of RDC UI components that the files import. */
  components: Set<string>;
  /** npm packages that the files import, besides those that the components bring. */
  packages: Set<string>;
}
