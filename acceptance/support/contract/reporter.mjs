import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const MAIN = path.join(import.meta.dirname, 'main.ts');

/**
 * Has a test run's calls go through a proxy that holds them to the API's document. Prints what was called how often, and
 * fails the run for what is not as documented, and, where the whole was run, for operations that nobody called with success.
 */
export default class ContractReporter {
  #isWhole;
  #child;
  #error;

  constructor({ testPathPatterns, testNamePattern }) {
    this.#isWhole = !testNamePattern && testPathPatterns.patterns.length === 0;
  }

  async onRunStart() {
    this.#child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const ended = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`The proxy of the API's document ended with ${code}.`);
    });
    const [{ url }] = await Promise.race([once(this.#child, 'message'), ended]);
    process.env.PROMPTLY_ACCEPTANCE_PROXY = url;
  }

  async onRunComplete() {
    this.#child.send('report');
    const [{ report }] = await once(this.#child, 'message');
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
    const missed = report.operations.filter((operation) => successesOf(operation) === 0);
    this.#print(report.operations, missed);
    const faults = [
      ...report.violations,
      ...(this.#isWhole ? missed.map(({ name }) => `No call of ${name} succeeded.`) : []),
    ];
    if (faults.length > 0) this.#error = new Error(`The API's document:\n${faults.join('\n')}`);
    if (this.#error) process.stderr.write(`${this.#error.message}\n`);
  }

  getLastError() {
    return this.#error;
  }

  #print(operations, missed) {
    const shown = this.#isWhole ? operations : operations.filter((one) => !missed.includes(one));
    const nameWidth = Math.max(0, ...shown.map(({ name }) => name.length));
    const lines = shown.map(({ name, statuses }) => {
      const calls = Object.values(statuses).reduce((sum, count) => sum + count, 0);
      const answers = Object.entries(statuses).map(([status, count]) => `${status} × ${count}`);
      return `${name.padEnd(nameWidth)}  ${String(calls).padStart(5)}  ${answers.join(', ')}\n`;
    });
    const called = operations.length - missed.length;
    process.stdout.write(
      `\nCalls of the API's operations, held to its document:\n${lines.join('')}${called} of ${operations.length} operations were called with success.\n`,
    );
  }
}

function successesOf({ statuses }) {
  return Object.entries(statuses)
    .filter(([status]) => Number(status) < 400)
    .reduce((sum, [, count]) => sum + count, 0);
}
