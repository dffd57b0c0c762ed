import { cn } from '@promptly/ui';
import {
  Braces,
  FileCode2,
  FileImage,
  FileText,
  File as FileIconPlain,
  FlaskConical,
  Globe,
  Hash,
  type LucideIcon,
  Settings2,
} from 'lucide-react';

interface Look {
  Icon: LucideIcon;
  className: string;
}

const PLAIN: Look = { Icon: FileIconPlain, className: 'text-muted-foreground' };
const CODE: Look = { Icon: FileCode2, className: 'text-chart-3' };
const SETTINGS: Look = { Icon: Settings2, className: 'text-muted-foreground' };
const IMAGE: Look = { Icon: FileImage, className: 'text-chart-5' };

const BY_EXTENSION: ReadonlyMap<string, Look> = new Map(
  Object.entries({
    tsx: CODE,
    ts: { ...CODE, className: 'text-primary-ink' },
    jsx: CODE,
    js: { ...CODE, className: 'text-chart-2' },
    json: { Icon: Braces, className: 'text-chart-2' },
    css: { Icon: Hash, className: 'text-chart-5' },
    html: { Icon: Globe, className: 'text-chart-4' },
    md: { Icon: FileText, className: 'text-muted-foreground' },
    png: IMAGE,
    jpg: IMAGE,
    jpeg: IMAGE,
    gif: IMAGE,
    webp: IMAGE,
    svg: IMAGE,
    ico: IMAGE,
  }),
);

/** A picture of what kind of file it is; the name beside it says the same. */
export function FileIcon({ path, className }: { path: string; className?: string }) {
  const look = lookOf(path);
  return <look.Icon aria-hidden className={cn('size-4 shrink-0', look.className, className)} />;
}

function lookOf(path: string): Look {
  if (/\.(?:test|spec)\.[jt]sx?$/.test(path)) {
    return { Icon: FlaskConical, className: 'text-chart-2' };
  }
  if (/(?:^|\/)(?:\.[^/]+|[^/]+\.config\.[jt]s|tsconfig[^/]*\.json)$/.test(path)) return SETTINGS;
  return BY_EXTENSION.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? PLAIN;
}
