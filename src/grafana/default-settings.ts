/** Where the names are from. Written by build/sync-upstream/grafana-settings.js: never edit. */
export const DEFAULTS_OF = 'a fork of grafana/grafana after 13.1: not compared with a release yet';

/** The names in Grafana's `conf/defaults.ini`, by section. */
export const DEFAULTS: { readonly [section: string]: string } = {
  'DEFAULT': 'app_mode instance_name target force_migration',
  'paths': 'data temp_data_lifetime logs plugins provisioning permitted_provisioning_paths',
  'server': 'protocol min_tls_version http_addr http_port domain enforce_domain root_url serve_from_sub_path router_logging'
    + ' static_root_path enable_gzip cert_file cert_key cert_pass certs_watch_interval socket_gid socket_mode socket cdn_url read_timeout',
  'environment': 'local_file_system_available',
  'grpc_server': 'network address use_tls cert_file cert_key enable_logging max_recv_msg_size max_send_msg_size max_connection_age'
    + ' max_connection_age_grace max_connection_idle keepalive_time keepalive_timeout keepalive_min_time',
  'database': 'type host name user password url high_availability max_idle_conn max_open_conn conn_max_lifetime log_queries ssl_mode'
    + ' ssl_sni isolation_level ca_cert_path client_key_path client_cert_path server_cert_name path cache_mode wal migration_locking'
    + ' locking_attempt_timeout_sec query_retries transaction_retries instrument_queries delete_auto_gen_ids'
    + ' skip_dashboard_uid_migration_on_startup skip_migrations ensure_default_org_and_user',
  'remote_cache': 'type connstr prefix encryption',
  'dataproxy': 'logging timeout dialTimeout keep_alive_seconds tls_handshake_timeout_seconds expect_continue_timeout_seconds'
    + ' max_conns_per_host max_idle_connections idle_conn_timeout_seconds send_user_header response_limit row_limit user_agent',
  'analytics': 'reporting_enabled reporting_distributor check_for_updates check_for_plugin_updates google_analytics_ua_id'
    + ' google_analytics_4_id google_analytics_4_send_manual_page_views google_tag_manager_id rudderstack_write_key'
    + ' rudderstack_data_plane_url rudderstack_sdk_url rudderstack_v3_sdk_url rudderstack_config_url rudderstack_integrations_url'
    + ' intercom_secret application_insights_connection_string application_insights_endpoint_url application_insights_auto_route_tracking'
    + ' feedback_links_enabled reporting_static_context browser_console_reporter',
  'security': 'disable_initial_admin_creation admin_user admin_password admin_email secret_key encryption_provider'
    + ' available_encryption_providers disable_gravatar data_source_proxy_whitelist disable_brute_force_login_protection'
    + ' brute_force_login_protection_max_attempts disable_username_login_protection disable_ip_address_login_protection cookie_secure'
    + ' cookie_samesite allow_embedding strict_transport_security strict_transport_security_max_age_seconds'
    + ' strict_transport_security_preload strict_transport_security_subdomains x_content_type_options x_xss_protection'
    + ' content_security_policy content_security_policy_template content_security_policy_report_only'
    + ' content_security_policy_report_only_template enable_frontend_sandbox_for_plugins actions_allow_post_url',
  'security.encryption': 'data_keys_cache_ttl data_keys_cache_cleanup_interval algorithm',
  'snapshots': 'enabled external_enabled external_snapshot_url external_snapshot_name public_mode',
  'dashboards': 'versions_to_keep min_refresh_interval default_home_dashboard_path dashboard_performance_metrics panel_series_limit',
  'datasources': 'datasource_limit concurrent_query_count default_manage_alerts_ui_toggle'
    + ' default_allow_recording_rules_target_alerts_ui_toggle',
  'sql_datasources': 'max_open_conns_default max_idle_conns_default max_conn_lifetime_default',
  'users': 'allow_sign_up allow_org_create auto_assign_org auto_assign_org_id auto_assign_org_role verify_email_enabled'
    + ' login_default_org_id login_hint password_hint default_theme default_language home_page external_manage_link_url'
    + ' external_manage_link_name external_manage_info viewers_can_edit user_invite_max_lifetime_duration'
    + ' verification_email_max_lifetime_duration last_seen_update_interval hidden_users',
  'secretscan': 'enabled interval base_url oncall_url revoke',
  'service_accounts': 'token_expiration_day_limit',
  'auth': 'login_cookie_name disable_login login_maximum_inactive_lifetime_duration login_maximum_lifetime_duration'
    + ' token_rotation_interval_minutes disable_login_form disable_signout_menu signout_redirect_url oauth_auto_login'
    + ' oauth_state_cookie_max_age oauth_login_error_message oauth_refresh_token_server_lock_min_wait_ms api_key_max_seconds_to_live'
    + ' sigv4_auth_enabled sigv4_verbose_logging azure_auth_enabled oauth_allow_insecure_email_lookup id_response_header_enabled'
    + ' id_response_header_prefix id_response_header_namespaces managed_service_accounts_enabled',
  'auth.passwordless': 'enabled code_expiration',
  'sso_settings': 'reload_interval configurable_providers',
  'auth.anonymous': 'enabled org_name org_role hide_version device_limit',
  'auth.github': 'name icon enabled allow_sign_up auto_login client_id client_secret scopes auth_url token_url api_url'
    + ' signout_redirect_url allowed_domains team_ids allowed_organizations role_attribute_path role_attribute_strict org_mapping'
    + ' allow_assign_grafana_admin skip_org_role_sync tls_skip_verify_insecure tls_client_cert tls_client_key tls_client_ca use_pkce'
    + ' use_refresh_token',
  'auth.gitlab': 'name icon enabled allow_sign_up auto_login client_id client_secret scopes auth_url token_url api_url'
    + ' signout_redirect_url allowed_domains allowed_groups role_attribute_path role_attribute_strict org_mapping'
    + ' allow_assign_grafana_admin skip_org_role_sync tls_skip_verify_insecure tls_client_cert tls_client_key tls_client_ca use_pkce'
    + ' use_refresh_token',
  'auth.google': 'name icon enabled allow_sign_up auto_login client_id client_secret scopes auth_url token_url api_url'
    + ' signout_redirect_url allowed_domains validate_hd hosted_domain allowed_groups role_attribute_path role_attribute_strict'
    + ' org_mapping allow_assign_grafana_admin skip_org_role_sync tls_skip_verify_insecure tls_client_cert tls_client_key tls_client_ca'
    + ' use_pkce use_refresh_token',
  'auth.grafananet': 'enabled allow_sign_up client_id client_secret scopes allowed_organizations use_refresh_token',
  'auth.grafana_com': 'name icon enabled allow_sign_up auto_login client_id client_secret scopes allowed_organizations skip_org_role_sync'
    + ' use_refresh_token',
  'auth.azuread': 'name icon enabled allow_sign_up auto_login client_authentication client_id client_secret managed_identity_client_id'
    + ' federated_credential_audience workload_identity_token_file scopes auth_url token_url signout_redirect_url allowed_domains'
    + ' allowed_groups allowed_organizations role_attribute_strict org_mapping allow_assign_grafana_admin force_use_graph_api'
    + ' tls_skip_verify_insecure tls_client_cert tls_client_key tls_client_ca use_pkce skip_org_role_sync use_refresh_token',
  'auth.okta': 'name icon enabled allow_sign_up auto_login client_id client_secret scopes auth_url token_url api_url signout_redirect_url'
    + ' allowed_domains allowed_groups role_attribute_path role_attribute_strict org_mapping allow_assign_grafana_admin'
    + ' skip_org_role_sync tls_skip_verify_insecure tls_client_cert tls_client_key tls_client_ca use_pkce use_refresh_token',
  'auth.generic_oauth': 'name icon enabled allow_sign_up auto_login client_id client_secret scopes empty_scopes email_attribute_name'
    + ' email_attribute_path login_attribute_path name_attribute_path role_attribute_path role_attribute_strict org_attribute_path'
    + ' org_mapping groups_attribute_path id_token_attribute_name team_ids_attribute_path auth_url token_url api_url signout_redirect_url'
    + ' teams_url allowed_domains allowed_groups team_ids allowed_organizations tls_skip_verify_insecure tls_client_cert tls_client_key'
    + ' tls_client_ca use_pkce auth_style allow_assign_grafana_admin skip_org_role_sync use_refresh_token',
  'auth.basic': 'enabled password_policy',
  'auth.proxy': 'enabled header_name header_property auto_sign_up sync_ttl whitelist headers headers_encoded enable_login_token',
  'auth.jwt': 'enabled enable_login_token header_name email_claim username_claim email_attribute_path username_attribute_path jwk_set_url'
    + ' jwk_set_bearer_token_file jwk_set_file cache_ttl expect_claims key_file key_id role_attribute_path role_attribute_strict'
    + ' org_attribute_path org_mapping groups_attribute_path auto_sign_up url_login allow_assign_grafana_admin skip_org_role_sync'
    + ' tls_client_ca tls_skip_verify_insecure',
  'auth.ldap': 'enabled config_file allow_sign_up skip_org_role_sync sync_cron active_sync_enabled',
  'aws': 'allowed_auth_providers assume_role_enabled list_metrics_page_limit external_id session_duration forward_settings_to_plugins',
  'azure': 'cloud clouds_config managed_identity_enabled managed_identity_client_id workload_identity_enabled workload_identity_tenant_id'
    + ' workload_identity_client_id workload_identity_token_file user_identity_enabled user_identity_fallback_credentials_enabled'
    + ' user_identity_token_url user_identity_client_authentication user_identity_client_id user_identity_client_secret'
    + ' user_identity_managed_identity_client_id user_identity_federated_credential_audience username_assertion'
    + ' forward_settings_to_plugins azure_entra_password_credentials_enabled',
  'rbac': 'permission_cache reset_basic_roles permission_validation_enabled',
  'smtp': 'enabled host user password cert_file key_file skip_verify from_address from_name ehlo_identity startTLS_policy enable_tracing',
  'emails': 'welcome_email_on_sign_up templates_pattern content_types',
  'log': 'mode level filters user_facing_default_error',
  'log.console': 'level format',
  'log.file': 'level format log_rotate max_lines max_size_shift daily_rotate max_days',
  'log.syslog': 'level format network address facility tag',
  'log.frontend': 'enabled custom_endpoint api_key internal_logger_level instrumentations_console_enabled'
    + ' instrumentations_performance_enabled instrumentations_csp_enabled instrumentations_tracing_enabled web_vitals_attribution_enabled'
    + ' log_endpoint_requests_per_second_limit log_endpoint_burst_limit bot_filter_enabled',
  'quota': 'enabled org_user org_dashboard org_data_source org_api_key org_alert_rule user_org global_user global_org global_dashboard'
    + ' global_api_key global_session global_alert_rule global_file global_correlations alerting_rule_group_rules'
    + ' alerting_rule_evaluation_results',
  'unified_alerting': 'enabled disabled_orgs initialization_timeout admin_config_poll_interval alertmanager_config_poll_interval'
    + ' alertmanager_max_silences_count alertmanager_max_silence_size_bytes alertmanager_max_template_output_bytes ha_redis_address'
    + ' ha_redis_cluster_mode_enabled ha_redis_sentinel_mode_enabled ha_redis_sentinel_master_name ha_redis_username ha_redis_password'
    + ' ha_redis_sentinel_username ha_redis_sentinel_password ha_redis_db ha_redis_prefix ha_redis_peer_name ha_redis_max_conns'
    + ' ha_redis_tls_enabled ha_redis_tls_cert_path ha_redis_tls_key_path ha_redis_tls_ca_path ha_redis_tls_server_name'
    + ' ha_redis_tls_insecure_skip_verify ha_redis_tls_cipher_suites ha_redis_tls_min_version ha_listen_address ha_advertise_address'
    + ' ha_peers ha_peer_timeout ha_label ha_gossip_interval ha_reconnect_timeout ha_push_pull_interval execute_alerts evaluation_timeout'
    + ' max_attempts initial_retry_delay max_retry_delay randomization_factor min_interval max_state_save_concurrency'
    + ' state_periodic_save_interval state_periodic_save_batch_size state_periodic_save_jitter_enabled disable_jitter'
    + ' notification_log_retention resolved_alert_retention rule_version_record_limit deleted_rule_retention',
  'unified_alerting.screenshots': 'capture capture_timeout max_concurrent_screenshots upload_external_image_storage',
  'unified_alerting.reserved_labels': 'disabled_labels',
  'unified_alerting.state_history': 'enabled backend primary secondaries loki_remote_url loki_remote_read_url loki_remote_write_url'
    + ' loki_tenant_id loki_basic_auth_username loki_basic_auth_password loki_max_query_length loki_max_query_size'
    + ' prometheus_target_datasource_uid prometheus_metric_name prometheus_write_timeout',
  'unified_alerting.state_history.annotations': 'max_age max_annotations_to_keep',
  'unified_alerting.notification_history': 'enabled loki_remote_url loki_tenant_id loki_basic_auth_username loki_basic_auth_password',
  'unified_alerting.prometheus_conversion': 'rule_query_offset default_datasource_uid',
  'recording_rules': 'enabled timeout default_datasource_uid',
  'remote.alertmanager': 'url tenant password sync_interval timeout',
  'annotations': 'cleanupjob_batchsize tags_length',
  'annotations.dashboard': 'max_age max_annotations_to_keep',
  'annotations.api': 'max_age max_annotations_to_keep',
  'explore': 'enabled defaultTimeOffset hide_logs_download',
  'help': 'enabled',
  'profile': 'enabled',
  'news': 'news_feed_enabled',
  'query': 'concurrent_query_limit',
  'query_history': 'enabled',
  'short_links': 'expire_time',
  'metrics': 'enabled interval_seconds disable_total_stats total_stats_collector_interval_seconds classic_http_histogram_enabled'
    + ' basic_auth_username basic_auth_password',
  'metrics.graphite': 'address prefix',
  'grafana_net': 'url',
  'grafana_com': 'url api_url sso_api_token',
  'tracing.jaeger': 'address always_included_tag sampler_type sampler_param sampling_server_url zipkin_propagation'
    + ' disable_shared_zipkin_spans',
  'tracing.opentelemetry': 'custom_attributes sampler_type sampler_param sampling_server_url',
  'tracing.opentelemetry.jaeger': 'address propagation',
  'tracing.opentelemetry.otlp': 'address propagation insecure',
  'external_image_storage': 'provider',
  'external_image_storage.s3': 'endpoint path_style_access bucket_url bucket region path access_key secret_key',
  'external_image_storage.webdav': 'url username password public_url',
  'external_image_storage.gcs': 'key_file bucket path enable_signed_urls signed_url_expiration',
  'external_image_storage.azure_blob': 'account_name account_key container_name sas_token_expiration_days',
  'external_image_storage.local': '',
  'rendering': 'server_url callback_url renderer_token concurrent_render_request_limit render_key_lifetime default_image_width'
    + ' default_image_height default_image_scale',
  'panels': 'enable_alpha disable_sanitize_html',
  'plugins': 'enable_alpha app_tls_skip_verify_insecure allow_loading_unsigned_plugins plugin_admin_enabled'
    + ' plugin_admin_external_manage_enabled plugin_catalog_url plugin_catalog_hidden_plugins log_backend_requests'
    + ' public_key_retrieval_disabled public_key_retrieval_on_startup disable_plugins forward_host_env_vars preinstall preinstall_sync'
    + ' preinstall_disabled update_strategy preinstall_auto_update',
  'live': 'max_connections message_size_limit client_queue_max_size allowed_origins ha_engine ha_engine_address ha_engine_password'
    + ' ha_prefix',
  'enterprise': 'license_path',
  'feature_toggles': 'enable',
  'feature_toggles.openfeature': 'enable_api provider url',
  'time_picker': 'quick_ranges',
  'date_formats': 'full_date interval_second interval_minute interval_hour interval_day interval_month interval_year use_browser_locale'
    + ' default_timezone',
  'expressions': 'enabled',
  'geomap': 'default_baselayer_config enable_custom_baselayers',
  'support_bundles': 'enabled server_admin_only public_keys',
  'storage': 'allow_unsanitized_svg_upload',
  'search': 'dashboard_loading_batch_size full_reindex_interval index_update_interval',
  'secure_socks_datasource_proxy': 'enabled root_ca_cert client_key client_cert server_name proxy_address show_ui allow_insecure',
  'public_dashboards': 'enabled',
  'cloud_migration': 'enabled is_target gcom_api_token start_snapshot_timeout validate_key_timeout get_snapshot_status_timeout'
    + ' create_upload_url_timeout report_event_timeout fetch_instance_timeout create_access_policy_timeout fetch_access_policy_timeout'
    + ' delete_access_policy_timeout domain snapshot_folder frontend_poll_interval alert_rules_state resource_storage_type',
  'secrets_manager': 'encryption_provider register_api_server run_secrets_db_migrations run_data_key_migration',
  'secrets_manager.encryption.secret_key.v1': 'secret_key',
  'frontend_dev': 'fail_tests_on_console',
  'provisioning': 'allowed_targets allow_image_rendering min_sync_interval',
  'unified_storage': 'index_path',
};
