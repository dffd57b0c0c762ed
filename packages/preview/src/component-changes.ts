/**
 * By exported name: what a component's state rests on, in the module before and in the one that takes its place.
 * `resets` where the state cannot be kept whatever it rests on.
 */
export type ComponentChanges = Readonly<
  Record<string, { before: string; after: string; resets: boolean }>
>;
