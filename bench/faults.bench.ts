// Kills and freezes processes of the product while jobs run, and counts what was lost or done twice.
import { type Fault, type FaultReport, openFaultLab } from '@promptly/acceptance/support/fault-lab';
import { CODEGEN_STEPS } from '@promptly/common';

import { printTable } from './support/table.ts';

const PROMPT = 'SaaS dashboard with sidebar, charts, auth';

const faults: Fault[] = [
  ...CODEGEN_STEPS.map((step) => ({ kind: 'worker killed in', step }) as const),
  ...[50, 150, 300, 600, 1_200, 2_000].map(
    (delayMs) => ({ kind: 'worker killed after', delayMs }) as const,
  ),
  ...[1, 5, 12, 30, 60, 70].map((events) => ({ kind: 'api killed at event', events }) as const),
  { kind: 'worker asleep in', step: 'verify' },
  { kind: 'worker asleep in', step: 'write_files' },
];

const lab = await openFaultLab();
const reports: FaultReport[] = [];
try {
  for (const fault of faults) {
    reports.push(await lab.run(fault, PROMPT));
    process.stderr.write('.');
  }
} finally {
  process.stderr.write('\n');
  await lab.stop();
}

const row = (report: FaultReport) => ({
  fault: report.fault,
  end: report.end,
  'jobs lost': report.jobsLost,
  'effects not once': report.effectsNotOnce,
  'events lost': report.eventsLost,
  'events repeated': report.eventsRepeated,
  connections: report.connections,
  'recovered in': `${(report.recoveredMs / 1000).toFixed(1)} s`,
});
const total = (of: (report: FaultReport) => number) =>
  reports.reduce((sum, report) => sum + of(report), 0);

printTable('Faults while a job runs: API and worker as processes, kill -9 and SIGSTOP', [
  ...reports.map(row),
  {
    fault: `all ${reports.length} runs`,
    'jobs lost': total((report) => report.jobsLost),
    'effects not once': total((report) => report.effectsNotOnce),
    'events lost': total((report) => report.eventsLost),
    'events repeated': total((report) => report.eventsRepeated),
    connections: total((report) => report.connections),
    'recovered in': `${(Math.max(...reports.map(({ recoveredMs }) => recoveredMs)) / 1000).toFixed(1)} s at most`,
  },
]);
process.exit(
  total((r) => r.jobsLost + r.effectsNotOnce + r.eventsLost + r.eventsRepeated) === 0 ? 0 : 1,
);
