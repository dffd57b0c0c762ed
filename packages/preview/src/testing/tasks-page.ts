/** A page of the fixture app with a state and an effect, each of which can be seen from outside; `body` is JSX. */
export const tasksPage = (body: string) => ({
  'src/pages/Tasks.tsx': `import { useEffect, useState } from 'react';
export function Tasks() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => { window.ticks = (window.ticks ?? 0) + 1; }, 10);
    window.live = (window.live ?? 0) + 1;
    return () => { clearInterval(timer); window.live -= 1; };
  }, []);
  return <main><button onClick={() => setCount(count + 1)}>count {count}</button>${body}</main>;
}`,
});
