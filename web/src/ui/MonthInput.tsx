import { DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { usePhone } from "./useMedia.ts";

const monthFormat = "YYYY-MM";

interface MonthInputProps {
  id?: string;
  "aria-label"?: string;
  value?: string;
  onChange?: (month: string | undefined) => void;
}

/** A month as 2026-11; on a phone the system's own picker. */
export function MonthInput({ value, onChange, ...rest }: MonthInputProps) {
  const phone = usePhone();
  if (phone)
    return (
      <Input
        {...rest}
        type="month"
        size="large"
        value={value ?? ""}
        onChange={(event) => onChange?.(event.target.value || undefined)}
      />
    );
  return (
    <DatePicker
      {...rest}
      picker="month"
      style={{ width: "100%" }}
      format={monthFormat}
      placeholder="年-月"
      value={value ? dayjs(value, monthFormat) : null}
      onChange={(month) => onChange?.(month ? month.format(monthFormat) : undefined)}
    />
  );
}
