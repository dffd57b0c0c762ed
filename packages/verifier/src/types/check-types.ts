import path from 'node:path';

import { type FileTree, type Finding, textAt } from '@promptly/common';
import {
  API,
  type Diagnostic,
  DiagnosticCategory,
  type Snapshot,
} from 'typescript-native/unstable/async';

import { type CheckOutcome, counted, outcomeOf } from '../check-outcome.ts';
import { writeCompilerLauncher } from './compiler-launcher.ts';
import { PROJECT_CONFIG, PROJECT_ROOT, projectFiles } from './project-files.ts';
import { createTypeLibrary, compilerFolder } from './type-library.ts';

/** The compiler keeps what it has seen; after so many projects it starts afresh. */
const PROJECTS_PER_COMPILER = 100;

export interface TypeCheck {
  /** Checks one project; never call it while another one is being checked. */
  check(tree: FileTree): Promise<CheckOutcome>;
  close(): Promise<void>;
}

export interface TypeCheckOptions {
  /** Folders from which the packages with the types are found. */
  searchFrom: readonly string[];
  /** Where a script for starting the compiler may be written. */
  runDir: string;
}

/** A warm compiler: declarations of libraries are parsed once, and of a project only what changed since the last one. */
export function createTypeCheck({ searchFrom, runDir }: TypeCheckOptions): TypeCheck {
  const library = createTypeLibrary(searchFrom);
  const standardLibrary = compilerFolder();
  const launcher = writeCompilerLauncher(runDir, path.join(standardLibrary, 'tsc'));
  let tree: FileTree = new Map();
  let compiler: API | undefined;
  let projects = 0;

  async function open(next: FileTree) {
    if (compiler && projects < PROJECTS_PER_COMPILER) {
      const fileChanges = changesBetween(tree, next);
      tree = next;
      projects += 1;
      return compiler.updateSnapshot({ fileChanges });
    }
    await compiler?.close();
    tree = next;
    projects = 1;
    const tsserverPath = await launcher;
    compiler = new API({
      ...(tsserverPath === undefined ? {} : { tsserverPath }),
      cwd: PROJECT_ROOT,
      fs: projectFiles(() => tree, library, standardLibrary),
    });
    return compiler.updateSnapshot({ openProjects: [PROJECT_CONFIG] });
  }

  return {
    async check(next) {
      let snapshot: Snapshot | undefined;
      try {
        snapshot = await open(next);
        const program = snapshot.getProject(PROJECT_CONFIG)?.program;
        if (!program) throw new Error('the compiler did not open the project');
        const diagnostics = await Promise.all([
          program.getConfigFileParsingDiagnostics(),
          program.getProgramDiagnostics(),
          program.getGlobalDiagnostics(),
          program.getSyntacticDiagnostics(),
          program.getSemanticDiagnostics(),
        ]);
        const names = await program.getSourceFileNames();
        const own = names.filter((name) => isOwn(name));
        const findings = diagnostics.flat().map((diagnostic) => findingOf(tree, diagnostic));
        return outcomeOf(findings, counted(own.length, 'file'));
      } catch (error) {
        // What a compiler that broke knows is of no use to the next project.
        projects = PROJECTS_PER_COMPILER;
        throw error;
      } finally {
        await snapshot?.dispose();
      }
    },
    async close() {
      await compiler?.close();
    },
  };
}

function isOwn(fileName: string): boolean {
  return (
    fileName.startsWith(`${PROJECT_ROOT}/`) && !fileName.startsWith(`${PROJECT_ROOT}/node_modules/`)
  );
}

/** Of every file: the compiler keeps what it is not told of, and the next project is another tenant's. */
function changesBetween(before: FileTree, after: FileTree) {
  const absolute = (paths: readonly string[]) => paths.map((path) => `${PROJECT_ROOT}/${path}`);
  const kept = [...after.keys()].filter((path) => before.has(path));
  return {
    created: absolute([...after.keys()].filter((path) => !before.has(path))),
    deleted: absolute([...before.keys()].filter((path) => !after.has(path))),
    changed: absolute(kept.filter((path) => !sameBytes(before.get(path), after.get(path)))),
  };
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
}

function findingOf(tree: FileTree, diagnostic: Diagnostic): Finding {
  const { fileName, pos, code, category } = diagnostic;
  return {
    severity: category === DiagnosticCategory.Error ? 'error' : 'warning',
    message: messageOf(diagnostic),
    rule: `TS${code}`,
    ...(fileName !== undefined && isOwn(fileName)
      ? positionOf(tree, fileName.slice(PROJECT_ROOT.length + 1), pos)
      : {}),
  };
}

/** The message with what led to it, one indented line each. */
function messageOf(diagnostic: Diagnostic, indent = ''): string {
  const reasons = (diagnostic.messageChain ?? []).map(
    (reason) => `\n${messageOf(reason, `${indent}  `)}`,
  );
  return `${indent}${diagnostic.text}${reasons.join('')}`;
}

function positionOf(tree: FileTree, path: string, offset: number) {
  const before = (textAt(tree, path) ?? '').slice(0, Math.max(0, offset));
  const line = before.split('\n').length;
  return { path, line, column: offset - before.lastIndexOf('\n') };
}
