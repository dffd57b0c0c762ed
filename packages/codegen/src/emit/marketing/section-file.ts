/** A component that takes no properties, and where it is. */
export interface SectionFile {
  component: string;
  path: string;
}

/** A component without properties: what it needs first, then its markup. */
export function componentText(name: string, hooks: string, markup: string): string {
  return `export function ${name}() {
  ${hooks}
  return (
    ${markup}
  );
}`;
}
