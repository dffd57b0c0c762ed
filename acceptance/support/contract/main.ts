import { startContractProxy } from './proxy.ts';

// As a process of its own beside a test run, which sends any message to be told the report.
const proxy = await startContractProxy();
process.send?.({ url: proxy.url });
process.on('message', () => process.send?.({ report: proxy.report() }));
process.on('disconnect', () => void proxy.stop().then(() => process.exit()));
