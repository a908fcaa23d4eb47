import { DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { usePhone } from "./useMedia.ts";

const dayFormat = "YYYY-MM-DD";

interface DayInputProps {
  id?: string;
  /** Where no visible label names it. */
  "aria-label"?: string;
  value?: string;
  onChange?: (day: string | undefined) => void;
  onBlur?: () => void;
  /** First and last day that can be chosen. */
  min?: string;
  max?: string;
  placeholder?: string;
}

/** A day as 2026-11-22; on a phone the system's own picker. */
export function DayInput({ value, onChange, min, max, placeholder, ...rest }: DayInputProps) {
  const phone = usePhone();
  if (phone) {
    return (
      <Input
        {...rest}
        type="date"
        size="large"
        min={min}
        max={max}
        value={value ?? ""}
        onChange={(event) => onChange?.(event.target.value || undefined)}
      />
    );
  }
  return (
    <DatePicker
      {...rest}
      style={{ width: "100%" }}
      format={dayFormat}
      placeholder={placeholder ?? "年-月-日"}
      minDate={min ? dayjs(min, dayFormat) : undefined}
      maxDate={max ? dayjs(max, dayFormat) : undefined}
      value={value ? dayjs(value, dayFormat) : null}
      onChange={(day) => onChange?.(day ? day.format(dayFormat) : undefined)}
    />
  );
}
