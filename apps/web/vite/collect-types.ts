import path from 'node:path';

import ts from 'typescript';

/** A declaration file, or a package's manifest, at the path where the editor's compiler looks for it. */
export interface TypeFile {
  path: string;
  text: string;
}

/** Packages whose documentation is worth its bytes when a name is hovered. */
const DOCUMENTED = /^\/node_modules\/(?:@types\/react|react-router|react-hook-form)\//;
const MANIFEST_FIELDS = ['name', 'version', 'type', 'main', 'types', 'typings', 'exports'] as const;

/**
 * The declarations that a program which imports all of `modules` needs, found by the compiler itself, with the manifests
 * that it found them by. Each package is resolved from `folder`.
 */
export function collectTypes(modules: readonly string[], folder: string): TypeFile[] {
  const entry = path.join(folder, '__types__.ts');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    jsx: ts.JsxEmit.ReactJSX,
    types: [],
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const readSourceFile = host.getSourceFile.bind(host);
  const imports = modules.map((name) => `import '${name}';`).join('\n');
  host.getSourceFile = (fileName, languageVersion, ...rest) =>
    fileName === entry
      ? ts.createSourceFile(entry, imports, languageVersion)
      : readSourceFile(fileName, languageVersion, ...rest);
  const program = ts.createProgram([entry], options, host);

  const files = new Map<string, string>();
  for (const source of program.getSourceFiles()) {
    const target = targetOf(source.fileName);
    if (target === null || program.isSourceFileDefaultLibrary(source) || files.has(target))
      continue;
    files.set(target, DOCUMENTED.test(target) ? source.text : withoutComments(source));
    addManifest(files, source.fileName, target);
  }
  return [...files].map(([file, text]) => ({ path: file, text }));
}

/** `/…/node_modules/.pnpm/x@1/node_modules/x/index.d.ts` is `/node_modules/x/index.d.ts`. */
function targetOf(fileName: string): string | null {
  const index = fileName.lastIndexOf('/node_modules/');
  return index < 0 ? null : fileName.slice(index);
}

function addManifest(files: Map<string, string>, fileName: string, target: string): void {
  const name = /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(target)?.[1];
  if (!name) return;
  const manifestTarget = `/node_modules/${name}/package.json`;
  if (files.has(manifestTarget)) return;
  const manifestPath = fileName.slice(0, -target.length) + manifestTarget;
  const manifest = JSON.parse(ts.sys.readFile(manifestPath) ?? '{}') as Record<string, unknown>;
  const kept = MANIFEST_FIELDS.flatMap((field) =>
    manifest[field] === undefined ? [] : [[field, manifest[field]] as const],
  );
  files.set(manifestTarget, JSON.stringify(Object.fromEntries(kept)));
}

/** Declarations without their comments: a third of the bytes, and no picture of each icon. */
function withoutComments(source: ts.SourceFile): string {
  const references = [
    ...source.referencedFiles.map(({ fileName }) => `/// <reference path="${fileName}" />`),
    ...source.typeReferenceDirectives.map(
      ({ fileName }) => `/// <reference types="${fileName}" />`,
    ),
    ...source.libReferenceDirectives.map(({ fileName }) => `/// <reference lib="${fileName}" />`),
  ];
  const printer = ts.createPrinter({ removeComments: true });
  return [...references, printer.printFile(source).replace(/\n {4,}/g, '\n ')].join('\n');
}
