import { Button } from "antd";

interface MoreRowsProps {
  /** Of a list that is read page by page. */
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Below a list: reads its next page, where there is one. */
export const MoreRows = ({ pages }: MoreRowsProps) =>
  pages.hasNextPage && (
    <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
      再显示一些
    </Button>
  );
