import { endpointsOf, type ApiDocument, type Endpoint } from '../api-document.ts';

/** What a run did with the operations of the document. */
export interface ContractReport {
  operations: OperationReport[];
  /** Each once, as a sentence. */
  violations: string[];
}

export interface OperationReport {
  operationId: string;
  /** Method and path. */
  name: string;
  /** How many calls were answered with which status. */
  statuses: Record<string, number>;
}

export interface ContractRecord {
  /** Adds the operations of a document, those that nobody calls too. */
  know(document: ApiDocument): void;
  count(endpoint: Endpoint, status: number): void;
  violation(sentence: string): void;
  report(): ContractReport;
}

export function createContractRecord(): ContractRecord {
  const operations = new Map<string, OperationReport>();
  const violations = new Set<string>();
  const reportOf = ({ operationId, method, path }: Endpoint): OperationReport => {
    const known = operations.get(operationId);
    if (known) return known;
    const made = { operationId, name: `${method} ${path}`, statuses: {} };
    operations.set(operationId, made);
    return made;
  };
  return {
    know: (document) => endpointsOf(document).forEach(reportOf),
    count(endpoint, status) {
      const { statuses } = reportOf(endpoint);
      statuses[status] = (statuses[status] ?? 0) + 1;
    },
    violation: (sentence) => void violations.add(sentence),
    report: () => ({ operations: [...operations.values()], violations: [...violations] }),
  };
}
