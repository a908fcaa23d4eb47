import {
  ApartmentOutlined,
  CheckSquareOutlined,
  DeploymentUnitOutlined,
  FileSearchOutlined,
  ProjectOutlined,
  SettingOutlined,
  SwapOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { SearchBox } from "../explore/SearchBox.tsx";
import { useManageRooms } from "../identity/ManagePage.tsx";
import { DemoBand, GuestBand, Visitor } from "../identity/Visitor.tsx";
import { LoadingRows } from "../ui/states.tsx";
import styles from "./Frame.module.css";

interface Room {
  to: string;
  label: string;
  short: string;
  icon: ReactNode;
  /** Other paths that belong to the room. */
  also?: string[];
}

const workRooms: Room[] = [
  { to: "/today", label: "今日", short: "今日", icon: <CheckSquareOutlined aria-hidden /> },
  {
    to: "/alliance",
    label: "联盟图谱",
    short: "图谱",
    icon: <DeploymentUnitOutlined aria-hidden />,
    also: ["/n/"],
  },
  {
    to: "/lists",
    label: "供需清单",
    short: "清单",
    icon: <UnorderedListOutlined aria-hidden />,
    also: ["/demands/new", "/offers/new", "/consolidation"],
  },
  {
    to: "/matching",
    label: "供需对接",
    short: "对接",
    icon: <SwapOutlined aria-hidden />,
    also: ["/demands/", "/offers/"],
  },
  { to: "/projects", label: "服务项目", short: "项目", icon: <ProjectOutlined aria-hidden /> },
  {
    to: "/chains",
    label: "产业链",
    short: "产业链",
    icon: <ApartmentOutlined aria-hidden />,
    also: ["/gaps", "/register", "/membership", "/coverage"],
  },
  { to: "/programmes", label: "数据来源", short: "来源", icon: <FileSearchOutlined aria-hidden /> },
];

/** Navigation by job, search on top, the work in the middle; on a phone the navigation is a bar at the bottom. */
export function Frame() {
  const { pathname } = useLocation();
  const rooms = useRooms();
  const here = roomOf(rooms, pathname);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of page that counts
  useEffect(() => {
    // After a change of page the keyboard starts in the new content; the first page leaves it at the skip link.
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
    main.current?.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        跳到主要内容
      </a>
      <header className={styles.top}>
        <Link to="/alliance" className={styles.brand} aria-label="链盟，回到联盟图谱">
          <img src="/favicon.svg" alt="" width={26} height={26} />
          <span className={styles.word}>链盟</span>
        </Link>
        <SearchBox />
        <DemoBand />
        <Visitor />
      </header>
      <GuestBand className={styles.band} />
      <nav className={styles.nav} aria-label="主导航">
        <ul>
          {rooms.map((room) => (
            <li key={room.to}>
              <NavLink to={room.to} className={room === here ? styles.here : undefined}>
                {room.icon}
                <span className={styles.long}>{room.label}</span>
                <span className={styles.short}>{room.short}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" ref={main} className={styles.main} tabIndex={-1}>
        <Suspense fallback={<LoadingRows rows={8} />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** The rooms of the work, and 管理 for those who manage anything. */
function useRooms(): Room[] {
  const [first, ...others] = useManageRooms();
  if (!first) return workRooms;
  const also = others.map(({ to }) => to);
  return [
    ...workRooms,
    { to: first.to, label: "管理", short: "管理", icon: <SettingOutlined aria-hidden />, also },
  ];
}

/** The room whose longest prefix fits. */
const roomOf = (rooms: Room[], pathname: string): Room | undefined =>
  rooms
    .flatMap((room) => [room.to, ...(room.also ?? [])].map((prefix) => ({ room, prefix })))
    .filter(({ prefix }) => pathname.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0]?.room;
