import { build } from 'esbuild';

import { type PageLibraries, libraryPlugin } from '../pages/page-libraries.ts';
import type { BuiltApp } from './app-pages.ts';

const NAMESPACE = 'app';

/** Joins an app with the packages that it imports into one script, with the app's own source map carried over. */
export async function bundleApp(app: BuiltApp, libraries: PageLibraries): Promise<BuiltApp> {
  const { outputFiles } = await build({
    absWorkingDir: '/',
    entryPoints: [{ in: NAMESPACE, out: NAMESPACE }],
    plugins: [
      libraryPlugin(libraries, {
        hostile: NAMESPACE,
        allowed: new Set(libraries.specifiers.keys()),
      }),
      {
        name: 'app',
        setup(plugin) {
          plugin.onResolve({ filter: /.*/ }, ({ path, kind }) =>
            kind === 'entry-point' ? { path, namespace: NAMESPACE } : { path, external: true },
          );
          plugin.onLoad({ filter: /.*/, namespace: NAMESPACE }, () => ({
            contents: withInlineMap(app),
            loader: 'js',
          }));
        },
      },
    ],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: '/',
    sourcemap: 'external',
    sourcesContent: false,
    charset: 'utf8',
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  const output = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.contents;
  return { ...app, script: output('.js') ?? app.script, sourceMap: output('.js.map') ?? null };
}

/** esbuild carries a map over from a comment. The script's own such comments were taken out when it was built. */
function withInlineMap({ script, sourceMap }: BuiltApp): Uint8Array {
  if (!sourceMap) return script;
  const encoded = Buffer.from(sourceMap).toString('base64');
  const comment = `\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
  return Buffer.concat([script, Buffer.from(comment)]);
}
