package io.kintsugi.jdbc;

import io.kintsugi.engine.api.EngineProperty;
import java.sql.DriverPropertyInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Every property that a URL may carry: the driver's, the engine's, the native driver's. */
final class PropertyCatalog {
    private PropertyCatalog() {}

    static DriverPropertyInfo[] of(KintsugiUrl url, Properties beside) {
        List<DriverPropertyInfo> all = new ArrayList<>();
        for (DriverProperty property : DriverProperty.values()) {
            all.add(info(property.text(), property.defaultValue(), property.meaning()));
        }
        for (EngineProperty property : EngineProperty.values()) {
            all.add(info(property.text(), Long.toString(property.defaultValue()), property.meaning()));
        }
        all.addAll(NativeDialect.of(url.dialect()).propertyInfo());
        all.forEach(info -> putGivenValue(info, url, beside));
        return all.toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo info(String name, String value, String description) {
        DriverPropertyInfo info = new DriverPropertyInfo(name, value);
        info.description = description;
        return info;
    }

    private static void putGivenValue(DriverPropertyInfo info, KintsugiUrl url, Properties beside) {
        @Nullable String given = url.properties().getOrDefault(info.name, beside.getProperty(info.name));
        if (given != null) {
            info.value = given;
        }
    }
}
