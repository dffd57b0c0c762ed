import { type SiteFiles } from './site-files.ts';

export const SCENE_PICTURE_PATH = 'src/components/scene-picture.tsx';

/** src/components/scene-picture.tsx: drawn photographs, until there are real ones. */
export function emitScenePicture(site: SiteFiles): void {
  site.add(SCENE_PICTURE_PATH, SCENE_PICTURE);
}

const SCENE_PICTURE = `import { useId, type ReactNode } from 'react';

type Random = () => number;

interface Tones {
  dark: string;
  middle: string;
  light: string;
  glow: string;
}

const TONES: readonly [Tones, ...Tones[]] = [
  { dark: '#14110f', middle: '#4a3b32', light: '#b79a80', glow: '#f3c48b' },
  { dark: '#0e1419', middle: '#34434f', light: '#93a7b3', glow: '#dfe9ec' },
  { dark: '#111111', middle: '#484848', light: '#a3a3a3', glow: '#f2f2f2' },
  { dark: '#16110f', middle: '#5c2e22', light: '#c07a55', glow: '#ffd9a8' },
  { dark: '#0f1412', middle: '#37473c', light: '#9aa98f', glow: '#e9ecd2' },
];

const SCENES = { ridges, street, sitter, window: windowLight, vessels } satisfies Record<
  string,
  (random: Random, tones: Tones, glow: string) => ReactNode
>;

export type Scene = keyof typeof SCENES;

interface ScenePictureProps {
  scene: Scene;
  /** The same seed gives the same picture; the title of the work is a good one. */
  seed: string;
}

/** Stands in for a photograph: a few planes of light, drawn from a seed. Put an \`img\` in its place. */
export function ScenePicture({ scene, seed }: ScenePictureProps) {
  const id = useId();
  const random = randomFrom(seed);
  const tones = pick(random, TONES);
  const [sky, glow] = [\`\${id}-sky\`, \`\${id}-glow\`];
  return (
    <svg aria-hidden viewBox="0 0 400 300" preserveAspectRatio="xMidYMid slice" className="block size-full">
      <defs>
        <linearGradient id={sky} x1="0" y1="0" x2={random() < 0.5 ? 0.3 : -0.3} y2="1">
          <stop offset="0" stopColor={tones.dark} />
          <stop offset="0.55" stopColor={tones.middle} />
          <stop offset="1" stopColor={tones.light} />
        </linearGradient>
        <radialGradient id={glow}>
          <stop offset="0" stopColor={tones.glow} stopOpacity="0.95" />
          <stop offset="0.35" stopColor={tones.glow} stopOpacity="0.35" />
          <stop offset="1" stopColor={tones.glow} stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="400" height="300" fill={\`url(#\${sky})\`} />
      {SCENES[scene](random, tones, \`url(#\${glow})\`)}
    </svg>
  );
}

/** Hills behind hills, the light low. */
function ridges(random: Random, { dark, middle }: Tones, glow: string) {
  const sun = 80 + random() * 240;
  return (
    <>
      <circle cx={sun} cy={150} r={130} fill={glow} />
      {[0, 1, 2, 3].map((row) => {
        const base = 165 + row * 32;
        const [a, b, c] = [base - random() * 40, base + random() * 25, base - random() * 30];
        return (
          <path
            key={row}
            d={\`M0 \${a}C90 \${a - 30} 130 \${b} 210 \${b}S330 \${c - 20} 400 \${c}V300H0Z\`}
            fill={row < 2 ? middle : dark}
            opacity={0.45 + row * 0.17}
          />
        );
      })}
    </>
  );
}

/** A wet street at night, its lamps doubled. */
function street(random: Random, { dark, glow: lamp }: Tones, glow: string) {
  const houses = [0, 46, 88, 262, 306, 352].map((x) => ({ x, top: 40 + random() * 90 }));
  const lamps = Array.from({ length: 9 }, () => ({ x: 20 + random() * 360, y: 90 + random() * 85, r: 7 + random() * 22 }));
  return (
    <>
      {houses.map(({ top, x }) => (
        <rect key={x} x={x} y={top} width={50} height={190 - top} fill={dark} opacity={0.9} />
      ))}
      <rect y={188} width={400} height={112} fill={dark} opacity={0.82} />
      {lamps.map(({ r, x, y }) => (
        <g key={x}>
          <circle cx={x} cy={y} r={r} fill={glow} />
          <circle cx={x} cy={y} r={2} fill={lamp} />
          <ellipse cx={x} cy={372 - y} rx={r / 3} ry={r * 2} fill={glow} opacity={0.6} />
        </g>
      ))}
    </>
  );
}

/** Head and shoulders against the light. */
function sitter(random: Random, { dark }: Tones, glow: string) {
  const x = 150 + random() * 100;
  return (
    <>
      <circle cx={x + (random() < 0.5 ? 70 : -70)} cy={110} r={190} fill={glow} opacity={0.8} />
      <path
        d={\`M\${x - 125} 300C\${x - 118} 235 \${x - 70} 222 \${x - 30} 210V180C\${x - 58} 150 \${x - 54} 78 \${x} 76S\${x + 58} 150 \${x + 30} 180V210C\${x + 70} 222 \${x + 118} 235 \${x + 125} 300Z\`}
        fill={dark}
        opacity={0.94}
      />
    </>
  );
}

/** A window's light on the floor of a room. */
function windowLight(random: Random, { dark, glow: light }: Tones, glow: string) {
  const x = 60 + random() * 150;
  return (
    <>
      <rect width={400} height={300} fill={dark} opacity={0.72} />
      <circle cx={x + 45} cy={105} r={150} fill={glow} opacity={0.5} />
      {[0, 1].flatMap((column) =>
        [0, 1].map((row) => (
          <rect key={\`\${column}-\${row}\`} x={x + column * 48} y={42 + row * 66} width={43} height={61} fill={light} opacity={0.88} />
        )),
      )}
      <path d={\`M\${x + 70} 300L\${x + 30} 232H\${x + 124}L\${x + 205} 300Z\`} fill={light} opacity={0.32} />
    </>
  );
}

/** Bowls and bottles on a table. */
function vessels(random: Random, { dark, light, middle }: Tones, glow: string) {
  const left = 70 + random() * 40;
  return (
    <>
      <circle cx={random() * 400} cy={60} r={200} fill={glow} opacity={0.7} />
      <rect y={214} width={400} height={86} fill={dark} opacity={0.75} />
      <path d={\`M\${left} 226V132q0-22 14-30V72h22v30q14 8 14 30v94z\`} fill={middle} />
      <path d={\`M\${left + 32} 226V102V72h4v30q14 8 14 30v94z\`} fill={light} opacity={0.5} />
      <path d={\`M\${left + 84} 178h112c0 36-20 56-44 56h-24c-24 0-44-20-44-56z\`} fill={light} opacity={0.85} />
      <path d={\`M\${left + 84} 178h60v56h-16c-24 0-44-20-44-56z\`} fill={middle} opacity={0.75} />
      <circle cx={left + 232} cy={206} r={26} fill={middle} />
      <circle cx={left + 239} cy={199} r={17} fill={light} opacity={0.35} />
    </>
  );
}

function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** Numbers in [0, 1) that follow from a text. */
function randomFrom(seed: string): Random {
  let state = 2166136261;
  for (const character of seed) state = Math.imul(state ^ character.charCodeAt(0), 16777619);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state ^ (state >>> 15)) >>> 0) / 4294967296;
  };
}
`;
