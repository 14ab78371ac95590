//! One last line for people and scripts: `N passed, M failed`.
import type { Reporter, TestModule } from 'vitest/node';

export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((one) => [...one.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => states.filter((one) => one === state).length;
    const broken = modules.filter((one) => one.errors().length > 0).length;
    const skipped = states.length - count('passed') - count('failed');
    const left = skipped ? `, ${skipped} skipped` : '';
    process.stdout.write(`e2e: ${count('passed')} passed, ${count('failed') + broken} failed${left}\n`);
  }
}
