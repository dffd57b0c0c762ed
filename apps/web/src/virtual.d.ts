declare module 'virtual:type-library' {
  /** Where the types of the packages that projects use are served, as a JSON list of `{ path, text }`. */
  const url: string;
  export default url;
}
