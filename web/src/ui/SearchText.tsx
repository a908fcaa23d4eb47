import { Input } from "antd";
import { useEffect, useState } from "react";
import { useDebounced } from "./useDebounced.ts";

interface SearchTextProps {
  className?: string;
  label: string;
  placeholder: string;
  /** As it stands in the address. */
  text: string;
  /** Told once typing has rested. */
  onChange: (text: string) => void;
}

/** What to look for, kept in the address: goes out when typing rests, comes in when the address changes. */
export function SearchText({ className, label, placeholder, text, onChange }: SearchTextProps) {
  const [typed, setTyped] = useState(text);
  const rested = useDebounced(typed, 250);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed goes out; the address comes in below
  useEffect(() => {
    if (rested === typed && rested.trim() !== text) onChange(rested.trim());
  }, [rested]);
  useEffect(() => {
    setTyped((before) => (before.trim() === text ? before : text));
  }, [text]);
  return (
    <Input
      className={className}
      aria-label={label}
      placeholder={placeholder}
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
