extension ForeignNames {
    static let groupIndexes: [Index] = [
        Index(
            name: "idx_groups_school_id",
            entity: "group",
            index: "group.organization_deleted_sort_name"
        ),
        Index(name: "idx_group_users_group_id", entity: "groupMembership", owner: "group"),
        Index(
            name: "idx_group_users_user_id",
            entity: "groupMembership",
            index: "groupMembership.user_role_group"
        ),
        Index(name: "idx_group_users_type", entity: "groupMembership", owner: "group"),
        Index(
            name: "idx_group_users_status",
            entity: "groupMembership",
            owner: "group",
            isFilter: true
        ),
        Index(name: "idx_group_users_unique", entity: "groupMembership", owner: "group"),
        Index(
            name: "idx_group_test_series_group_id",
            entity: "groupTestSeries",
            owner: "group"
        ),
        Index(
            name: "idx_group_test_series_test_series_id",
            entity: "groupTestSeries",
            index: "groupTestSeries.series_group"
        ),
        Index(
            name: "idx_group_activity_log_group_id",
            entity: "activityLog",
            index: "activityLog.group_id"
        ),
        Index(
            name: "idx_group_activity_log_user_id",
            entity: "activityLog",
            index: "activityLog.student_id"
        ),
        Index(
            name: "idx_group_activity_log_student_id",
            entity: "activityLog",
            index: "activityLog.student_id"
        ),
        Index(
            name: "idx_group_activity_log_performed_by",
            entity: "activityLog",
            index: "activityLog.performer_id"
        ),
        Index(
            name: "idx_group_activity_log_action",
            entity: "activityLog",
            index: "activityLog.group_id",
            isFilter: true
        ),
        Index(
            name: "idx_group_activity_log_created_at",
            entity: "activityLog",
            owner: "sequence"
        ),
    ]
}
