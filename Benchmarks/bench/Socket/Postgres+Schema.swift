// The tables, indexes and questions of SQLite's schema in PostgreSQL's words. Days count from 1970-01-01 and
// instants are milliseconds, which is in its favour; statuses are text, which it need not translate.
extension PostgresServer {
    static let tables = """
        CREATE TABLE users(id bigint PRIMARY KEY, role text, name text, email text UNIQUE,
            name_key bytea, created_at bigint, updated_at bigint, version int DEFAULT 1);
        CREATE TABLE course(id bigint PRIMARY KEY, name text, teacher_id bigint, module_count int,
            lesson_count int);
        CREATE TABLE cohort(id bigint PRIMARY KEY, course_id bigint, status text, max_students int,
            members int, seats int, name text, start_date int, end_date int, created_at bigint,
            updated_at bigint, version int DEFAULT 1) WITH (fillfactor=70);
        CREATE TABLE member(cohort_id bigint, name_key bytea, student_id bigint, status text,
            name text, email text, enrolled_at bigint, last_activity_at bigint,
            completed_lessons int, discussion_posts int, forum_posts int, id bigint, left_at bigint,
            created_at bigint, updated_at bigint, version int DEFAULT 1);
        CREATE TABLE enrollment(student_id bigint, course_id bigint, id bigint, cohort_id bigint,
            status text, enrolled_at bigint, completed_at bigint, progress int, created_at bigint,
            updated_at bigint, version int DEFAULT 1);
        CREATE TABLE schedule(cohort_id bigint, unlock_date int, module_id bigint, lock_date int,
            title text, order_index int, id bigint, version int DEFAULT 1);
        CREATE TABLE groups(id bigint PRIMARY KEY, name text, teacher_id bigint, created_at bigint,
            updated_at bigint, version int DEFAULT 1);
        CREATE TABLE group_member(group_id bigint, user_id bigint, status text, id bigint,
            enrolled_at bigint, left_at bigint, version int DEFAULT 1);
        CREATE TABLE attendance(group_id bigint, lesson_date int, student_id bigint, status text,
            marked_by bigint, marked_at bigint, note text, entry_state text, created_at bigint,
            updated_at bigint, version int DEFAULT 1);
        CREATE TABLE attendance_count(lesson_date int, group_id bigint, present int, late int,
            absent int, excused int, PRIMARY KEY(lesson_date, group_id));
        CREATE TABLE change(seq bigserial PRIMARY KEY, at bigint, rows bytea, action int,
            cohort_id bigint, student_id bigint, performer_id bigint, course_id bigint);
        """

    static let indexes = """
        ALTER TABLE member ADD PRIMARY KEY (cohort_id, name_key, student_id);
        CREATE UNIQUE INDEX member_student ON member(student_id, cohort_id) INCLUDE (status);
        CREATE SEQUENCE member_id START 1000000;
        CREATE UNIQUE INDEX ON member(id);
        ALTER TABLE enrollment ADD PRIMARY KEY (student_id, course_id);
        CREATE INDEX ON enrollment(course_id, student_id, status);
        CREATE SEQUENCE enrollment_id START 1000000;
        CREATE UNIQUE INDEX ON enrollment(id);
        ALTER TABLE schedule ADD PRIMARY KEY (cohort_id, unlock_date, module_id)
            INCLUDE (lock_date, title, order_index);
        CREATE INDEX ON schedule(cohort_id, order_index, module_id)
            INCLUDE (title, unlock_date, lock_date);
        CREATE INDEX ON schedule(unlock_date, cohort_id, module_id);
        ALTER TABLE group_member ADD PRIMARY KEY (group_id, user_id);
        CREATE INDEX ON group_member(user_id, group_id, status);
        ALTER TABLE attendance ADD PRIMARY KEY (group_id, lesson_date, student_id);
        CREATE INDEX ON attendance(student_id, lesson_date, group_id)
            INCLUDE (status, marked_by, marked_at, note, entry_state);
        INSERT INTO attendance_count SELECT lesson_date, group_id,
            count(*) FILTER (WHERE status='present'), count(*) FILTER (WHERE status='late'),
            count(*) FILTER (WHERE status='absent'), count(*) FILTER (WHERE status='excused')
            FROM attendance GROUP BY 1, 2;
        CREATE INDEX ON change(cohort_id) WHERE cohort_id IS NOT NULL;
        CREATE INDEX ON change(student_id) WHERE student_id IS NOT NULL;
        CREATE INDEX ON change(performer_id) WHERE performer_id IS NOT NULL;
        """

    private static let attendance = """
        SELECT group_id AS "groupId", student_id AS "studentId", lesson_date AS "lessonDate", status,
            marked_by AS "markedById", marked_at AS "markedAt", note, entry_state AS "entryState"
            FROM attendance
        """

    private static let modules = """
        module_id AS "moduleId", title, order_index AS "orderIndex", unlock_date AS "unlockDate",
            lock_date AS "lockDate"
        """

    private static func list(_ sql: String) -> String { "SELECT json_agg(t) FROM (\(sql)) t" }

    /// What each connection prepares.
    static let statements: [(name: String, sql: String)] = [
        (
            "q1",
            list(
                """
                SELECT e.id, e.course_id AS "courseId", c.name AS "courseName",
                    e.student_id AS "studentId", e.cohort_id AS "cohortId", e.status,
                    e.status='active' AS active, e.enrolled_at AS "enrolledAt",
                    e.completed_at AS "completedAt", e.progress AS "progressPercentage"
                    FROM enrollment e JOIN course c ON c.id=e.course_id
                    WHERE e.student_id=$1::bigint ORDER BY e.course_id
                """
            )
        ),
        (
            "q1b",
            """
            SELECT row_to_json(t) FROM (SELECT status='active' AS enrolled, status FROM enrollment
                WHERE student_id=$1::bigint AND course_id=$2::bigint) t
            """
        ),
        (
            "q2",
            list(
                attendance
                    + " WHERE group_id=$1::bigint AND lesson_date BETWEEN $2::int AND $3::int"
                    + " ORDER BY lesson_date, student_id"
            )
        ),
        (
            "q3",
            list(
                attendance
                    + " WHERE student_id=$1::bigint AND lesson_date BETWEEN $2::int AND $3::int"
                    + " ORDER BY lesson_date, group_id"
            )
        ),
        (
            "q4",
            list(
                """
                SELECT m.cohort_id AS "cohortId", h.course_id AS "courseId",
                    m.student_id AS "studentId", m.name, m.email, m.status,
                    m.enrolled_at AS "enrolledAt", m.last_activity_at AS "lastActivityAt",
                    m.completed_lessons AS "completedLessons", c.lesson_count AS "totalLessons",
                    100*m.completed_lessons/c.lesson_count AS "progressPercentage",
                    m.discussion_posts AS "discussionPosts", m.forum_posts AS "forumPosts"
                    FROM cohort h JOIN course c ON c.id=h.course_id JOIN member m ON m.cohort_id=h.id
                    WHERE h.id=$1::bigint ORDER BY m.name_key, m.student_id LIMIT 50
                """
            )
        ),
        (
            "q5",
            list(
                """
                SELECT \(modules), unlock_date<=$2::int AND coalesce(lock_date>$2::int, true)
                    AS "isUnlocked", CASE WHEN unlock_date>$2::int THEN 'locked_until'
                    WHEN lock_date<=$2::int THEN 'locked_after' ELSE 'unlocked' END AS reason,
                    CASE WHEN unlock_date>$2::int THEN unlock_date-$2::int END AS "daysUntil"
                    FROM schedule WHERE cohort_id=$1::bigint ORDER BY order_index, module_id
                """
            )
        ),
        (
            "q5b",
            list(
                """
                SELECT s.cohort_id AS "cohortId", \(modules)
                    FROM member m JOIN schedule s ON s.cohort_id=m.cohort_id
                    WHERE m.student_id=$1::bigint AND m.status<>'dropped' AND s.unlock_date<=$2::int
                    AND (s.lock_date IS NULL OR s.lock_date>$2::int)
                    ORDER BY m.cohort_id, s.unlock_date, s.module_id
                """
            )
        ),
        (
            "w1",
            "SELECT mark_class($1::bigint, $2::int, $3::bigint[], $4::text[], $5::bigint, $6::bigint)"
        ),
        ("w2", "SELECT enroll($1::bigint, $2::bigint, $3::bigint, $4::bigint)"),
    ]

    /// A request is a function, so that it is one round trip.
    static let functions = """
        CREATE FUNCTION mark_class(g bigint, d int, students bigint[], statuses text[], who bigint,
            moment bigint) RETURNS int LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM 1 FROM groups WHERE id=g;
            IF NOT FOUND THEN RAISE 'no group'; END IF;
            IF (SELECT count(*) FROM group_member WHERE group_id=g AND user_id=ANY(students))
                <> cardinality(students) THEN RAISE 'not a member'; END IF;
            INSERT INTO attendance SELECT g, d, s, t, who, moment, NULL, 'confirmed', NULL, NULL, 1
                FROM unnest(students, statuses) AS u(s, t)
                ON CONFLICT (group_id, lesson_date, student_id) DO UPDATE SET
                status=excluded.status, marked_by=excluded.marked_by, marked_at=excluded.marked_at,
                version=attendance.version+1;
            INSERT INTO attendance_count SELECT d, g,
                count(*) FILTER (WHERE status='present'), count(*) FILTER (WHERE status='late'),
                count(*) FILTER (WHERE status='absent'), count(*) FILTER (WHERE status='excused')
                FROM attendance WHERE group_id=g AND lesson_date=d
                ON CONFLICT (lesson_date, group_id) DO UPDATE SET present=excluded.present,
                late=excluded.late, absent=excluded.absent, excused=excluded.excused;
            INSERT INTO change(at, rows) VALUES (moment, '\\x040c000000000001000000000001');
            RETURN cardinality(students);
        END $$;
        CREATE FUNCTION enroll(c bigint, s bigint, who bigint, moment bigint) RETURNS bigint
            LANGUAGE plpgsql AS $$
        DECLARE h cohort; u users; m bigint;
        BEGIN
            SELECT * INTO h FROM cohort WHERE id=c FOR UPDATE;
            IF NOT FOUND OR h.status NOT IN ('active', 'upcoming') THEN RAISE 'not open'; END IF;
            IF h.seats >= h.max_students THEN RAISE 'full'; END IF;
            SELECT * INTO u FROM users WHERE id=s;
            IF NOT FOUND OR u.role <> 'student' THEN RAISE 'no student'; END IF;
            INSERT INTO member(cohort_id, name_key, student_id, status, name, email, enrolled_at,
                completed_lessons, discussion_posts, forum_posts, id)
                VALUES (c, u.name_key, s, 'active', u.name, u.email, moment, 0, 0, 0,
                nextval('member_id')) ON CONFLICT DO NOTHING RETURNING id INTO m;
            IF m IS NULL THEN RAISE 'already'; END IF;
            INSERT INTO enrollment(student_id, course_id, id, cohort_id, status, enrolled_at,
                progress) VALUES (s, h.course_id, nextval('enrollment_id'), c, 'active', moment, 0)
                ON CONFLICT (student_id, course_id) DO UPDATE SET status='active', cohort_id=c,
                updated_at=moment, version=enrollment.version+1;
            UPDATE cohort SET seats=seats+1, members=members+1 WHERE id=c;
            INSERT INTO change(at, rows, action, cohort_id, student_id, performer_id, course_id)
                VALUES (moment, '\\x010c0000000000010000000000010200', 1, c, s, who, h.course_id);
            RETURN m;
        END $$;
        """
}
